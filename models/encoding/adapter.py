"""The adapter that ships: what training taught the encoder about the trade, merged into it at set-up.

Merged, it costs nothing at search: the encoder is an ordinary one again.
"""

import hashlib
from pathlib import Path

SHIPPED = Path(__file__).parent.parent / "adapter"
FILES = ("adapter_config.json", "adapter_model.safetensors")


def adapter_sha256(adapter: Path = SHIPPED) -> str:
    """Of its settings and weights together: another adapter makes another encoder."""
    return hashlib.sha256(b"".join((adapter / name).read_bytes() for name in FILES)).hexdigest()


def merge_adapter(base: Path, adapter: Path) -> None:
    """Merges a LoRA adapter into the BERT model saved in `base`, in place."""
    from peft import PeftModel
    from transformers import BertModel

    model = BertModel.from_pretrained(base, add_pooling_layer=False)
    merged = PeftModel.from_pretrained(model, str(adapter)).merge_and_unload()
    merged.save_pretrained(base)
