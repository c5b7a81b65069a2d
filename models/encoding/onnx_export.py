"""Write the encoder of a sentence-transformers folder as one ONNX graph in whole numbers.

Heavy libraries are imported inside: the command line must stay fast.
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from models.encoding.onnx_engine import GRAPH, INPUT, OUTPUT, TOKENIZER
from models.encoding.quiet import quiet_libraries


def write_graph(folder: Path, workshop: Path, texts: Sequence[str]) -> None:
    """Add the graph to a folder that holds a BERT with mean pooling, by way of `workshop`.

    `texts` show which inputs of its layers are loud. The same model gives the same bytes.
    """
    with quiet_libraries(), _quiet_logs():
        plain = workshop / "plain.onnx"
        _export(_prepared(folder, texts), plain)
        (folder / GRAPH).parent.mkdir()
        _quantise(plain, folder / GRAPH)


def _prepared(folder: Path, texts: Sequence[str]) -> Any:
    import torch
    from tokenizers import Tokenizer
    from transformers import BertModel

    from models.encoding.int8_layers import ByteTable, MeanVector, take_loud_inputs_apart

    torch.set_num_threads(1)  # two that spin for the same busy cores took twenty times as long
    # Eager attention: the other one leaves a dozen more nodes in every layer of the graph.
    bert: Any = BertModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="eager")
    tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
    tokenizer.enable_truncation(bert.config.max_position_embeddings)
    take_loud_inputs_apart(bert, [torch.tensor([tokenizer.encode(text).ids]) for text in texts])
    bert.set_input_embeddings(ByteTable(bert.get_input_embeddings().weight.detach()))
    return MeanVector(bert).eval()


def _export(model: Any, file: Path) -> None:
    import onnx
    import torch

    example = torch.zeros(1, 7, dtype=torch.int64)
    longest = model.bert.config.max_position_embeddings
    program: Any = torch.onnx.export(
        model,
        (example,),
        input_names=[INPUT],
        output_names=[OUTPUT],
        dynamic_shapes={"tokens": {1: torch.export.Dim("tokens", max=longest)}},
        dynamo=True,
        verbose=False,
    )
    graph = program.model_proto
    # They tell where on this machine the code lies: other bytes on another one.
    for part in (graph.graph, *graph.graph.node, *graph.graph.value_info, *graph.graph.input):
        del part.metadata_props[:]
    onnx.save(graph, file)


def _quantise(plain: Path, file: Path) -> None:
    from onnxruntime.quantization import quantize_dynamic

    # Weights of seven bits: with eight, processors without VNNI overflow their sums.
    quantize_dynamic(plain, file, op_types_to_quantize=["MatMul"], per_channel=True, reduce_range=True)


@contextmanager
def _quiet_logs() -> Iterator[None]:
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(before)
