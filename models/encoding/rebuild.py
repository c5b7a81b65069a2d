"""Turn an E5S1 model into an ordinary sentence-transformers folder.

Heavy libraries are imported inside: the command line must stay fast.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.encoding.adapter import merge_adapter
from models.encoding.e5s1 import E5S1Error, E5S1Model

PROMPTS = {"query": "query: ", "passage": "passage: "}

_EMBEDDINGS = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}
_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def rebuild_folder(model: E5S1Model, base: Path, folder: Path, adapter: Path | None = None) -> None:
    """Write the model into `folder`, with `base` as an empty folder for the half-way state.

    An adapter's weights are merged into the model's.

    The same model gives the same bytes every time. E5S1Error when tensors are missing, OSError
    when the disk is full.
    """
    from safetensors import SafetensorError
    from safetensors.numpy import save_file
    from transformers import BertConfig

    try:
        BertConfig(**_bert_settings(model)).save_pretrained(base)
        save_file(bert_tensors(model), base / "model.safetensors", metadata={"format": "pt"})
        if adapter is not None:
            merge_adapter(base, adapter)
        _build_tokenizer(model).save_pretrained(base)
        _save_with_pooling(model, base, folder)
    except SafetensorError as error:  # This is how it tells of a full disk.
        raise OSError(str(error)) from error


def bert_tensors(model: E5S1Model) -> dict[str, NDArray[np.float32]]:
    """Return the tensors under the names and in the shapes that BertModel expects."""
    names = dict(_EMBEDDINGS)
    for layer in range(model.layers):
        for short, long in _LAYER.items():
            for end, full in (("w", "weight"), ("b", "bias")):
                names[f"l{layer}.{short}.{end}"] = f"encoder.layer.{layer}.{long}.{full}"
    if missing := sorted(names.keys() - model.tensors.keys()):
        raise E5S1Error(f"В файле весов нет тензоров: {', '.join(missing[:3])}")
    return {full: _shaped(model, name) for name, full in names.items()}


def _shaped(model: E5S1Model, name: str) -> NDArray[np.float32]:
    tensor = model.tensors[name]
    is_vector = name.endswith(".b") or "ln." in name
    # Rows are outputs; only the second half of the feed-forward reads its wider side.
    width = model.feed_forward if name.endswith("fo.w") else model.hidden
    if not is_vector and tensor.size % width:
        raise E5S1Error(f"Тензор {name}: {tensor.size} чисел не делятся на {width}")
    return tensor if is_vector else tensor.reshape(-1, width)


def _bert_settings(model: E5S1Model) -> dict[str, Any]:
    return {
        "hidden_size": model.hidden,
        "num_hidden_layers": model.layers,
        "num_attention_heads": model.heads,
        "intermediate_size": model.feed_forward,
        "vocab_size": model.vocabulary,
        "max_position_embeddings": model.positions,
        "type_vocab_size": model.token_types,
        "layer_norm_eps": model.epsilon,
        "pad_token_id": model.pad,
        "hidden_act": "gelu",
        "architectures": ["BertModel"],
        "dtype": "float32",
    }


def _build_tokenizer(model: E5S1Model) -> Any:
    from tokenizers import AddedToken, Regex, Tokenizer, normalizers, pre_tokenizers, processors
    from tokenizers.models import Unigram
    from transformers import PreTrainedTokenizerFast

    tokenizer = Tokenizer(Unigram(list(model.pieces), unk_id=model.unk))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace("▁", prepend_scheme="always")
    roles = {"bos": model.bos, "eos": model.eos, "pad": model.pad, "unk": model.unk}
    special = {f"{role}_token": model.pieces[place][0] for role, place in roles.items()}
    special["mask_token"] = model.pieces[-1][0]
    tokenizer.add_special_tokens([AddedToken(t, normalized=False) for t in special.values()])
    bos, eos = special["bos_token"], special["eos_token"]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{bos} $A {eos}",
        pair=f"{bos} $A {eos} {eos} $B {eos}",
        special_tokens=[(bos, model.bos), (eos, model.eos)],
    )
    limits: dict[str, Any] = {"model_max_length": model.positions, "padding_side": "right"}
    return PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=tokenizer, **special, **limits
    )


def _save_with_pooling(model: E5S1Model, base: Path, folder: Path) -> None:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.base.modules import Transformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling

    # A pooling layer would be a random one: unused, yet saved, and other bytes at every build.
    without_pooler = {"add_pooling_layer": False}
    bert = Transformer(str(base), model_kwargs=dict(without_pooler))
    parts = [bert, Pooling(model.hidden, pooling_mode="mean"), Normalize()]
    whole = SentenceTransformer(modules=parts, prompts=PROMPTS, device="cpu")
    whole.save(str(folder), create_model_card=False)
    _edit_settings(folder / "sentence_bert_config.json", {"model_kwargs": without_pooler})
    # How the tokenizer was loaded just now is no part of it, and differs between environments.
    _edit_settings(folder / "tokenizer_config.json", {"is_local": None, "local_files_only": None})


def _edit_settings(file: Path, changes: dict[str, Any]) -> None:
    settings = json.loads(file.read_text(encoding="utf-8")) | changes
    for name in [name for name, value in changes.items() if value is None]:
        del settings[name]
    file.write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")
