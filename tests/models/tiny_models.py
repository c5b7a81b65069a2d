"""Models of a few kilobytes, made in the test: random weights, toy vocabularies, no download."""

import struct
from pathlib import Path

import numpy as np

HIDDEN, FEED_FORWARD, POSITIONS = 32, 64, 16
PIECES = ("<s>", "<pad>", "</s>", "<unk>", "▁бетон", "▁арматура", "▁", "м", "3", "<mask>")
VECTORS = ("aln.w", "aln.b", "oln.w", "oln.b", "q.b", "k.b", "v.b", "ao.b", "fo.b")
MATRICES = ("q.w", "k.w", "v.w", "ao.w")


def q4_0(numbers: np.ndarray, scale: float) -> bytes:
    """Pack whole numbers from -8 to 7, 32 to a block, as the format is described."""
    blocks = []
    for block in (numbers.reshape(-1, 32) + 8).astype(int):
        halves = zip(block[:16], block[16:], strict=True)
        blocks.append(struct.pack("<e", scale) + bytes(low | high << 4 for low, high in halves))
    return b"".join(blocks)


def tiny_tensors() -> dict[str, tuple[int, int, bytes]]:
    """Return {name: (dtype, number of elements, bytes)} of a BERT with one layer."""
    random = np.random.default_rng(7)

    def floats(count):
        return (0, count, random.normal(size=count).astype("<f4").tobytes())

    def quantised(count):
        return (1, count, q4_0(random.integers(-8, 8, count), 0.125))

    tensors = {"emb.word": quantised(len(PIECES) * HIDDEN)}
    tensors |= {"emb.pos": floats(POSITIONS * HIDDEN), "emb.type": floats(2 * HIDDEN)}
    tensors |= {"emb.ln.w": floats(HIDDEN), "emb.ln.b": floats(HIDDEN)}
    tensors |= {f"l0.{name}": floats(HIDDEN) for name in VECTORS}
    tensors |= {f"l0.{name}": quantised(HIDDEN * HIDDEN) for name in MATRICES}
    tensors |= {f"l0.{name}": quantised(HIDDEN * FEED_FORWARD) for name in ("fi.w", "fo.w")}
    return tensors | {"l0.fi.b": floats(FEED_FORWARD)}


def e5s1_blob(tensors: dict[str, tuple[int, int, bytes]] | None = None) -> bytes:
    """Return a whole E5S1 file of one tiny model."""
    tensors = tensors or tiny_tensors()
    head = b"E5S1" + struct.pack("<I", 1)
    head += struct.pack("<7ifi", HIDDEN, 1, 2, FEED_FORWARD, len(PIECES), POSITIONS, 2, 1e-12, 32)
    texts = [piece.encode() for piece in PIECES]
    ends = np.cumsum([0, *map(len, texts)]).astype("<u4")
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, int(ends[-1]))
    head += ends.tobytes() + np.linspace(0, -5, len(PIECES), dtype="<f4").tobytes() + b"".join(texts)
    head += struct.pack("<iIIBI", 1, 9, ord("ё"), 1, ord("е"))
    head += struct.pack("<i", len(tensors))
    directory_size = sum(2 + len(name) + 1 + 4 + 8 + 8 for name in tensors)
    directory, data = b"", b""
    for name, (dtype, count, content) in tensors.items():
        place = len(head) + directory_size + len(data)
        entry = struct.pack("<BIQQ", dtype, count, place, len(content))
        directory += struct.pack("<H", len(name)) + name.encode() + entry
        data += content
    return head + directory + data


def save_tiny_encoder(folder: Path, pooling: str = "mean", seed: int = 0) -> Path:
    """Save a sentence-transformers model with eight words and random weights."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.base.modules import Transformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling
    from tokenizers import Tokenizer, pre_tokenizers
    from tokenizers.models import WordLevel
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    words = ["[PAD]", "[UNK]", "бетон", "арматура", "окна", "query", ":", "монтаж"]
    tokenizer = Tokenizer(WordLevel({word: place for place, word in enumerate(words)}, "[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    sizes = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2}
    sizes |= {"intermediate_size": 32, "vocab_size": len(words), "max_position_embeddings": 32}
    torch.manual_seed(seed)
    base = folder.with_name(folder.name + "-base")
    BertModel(BertConfig(**sizes), add_pooling_layer=False).save_pretrained(base)
    special = {"pad_token": "[PAD]", "unk_token": "[UNK]"}
    PreTrainedTokenizerFast(tokenizer_object=tokenizer, **special).save_pretrained(base)
    bert = Transformer(str(base), model_kwargs={"add_pooling_layer": False})
    model = SentenceTransformer(modules=[bert, Pooling(16, pooling), Normalize()], device="cpu")
    model.save(str(folder), create_model_card=False)
    return folder
