"""Keep the model libraries from writing progress and advice to stderr."""

import logging
import sys
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

_CHATTY = ("transformers", "sentence_transformers", "huggingface_hub")


@contextmanager
def quiet_libraries() -> Iterator[None]:
    """Silence progress bars, warnings and notes of the model libraries, then restore them."""
    with ExitStack() as after:
        after.enter_context(warnings.catch_warnings())
        warnings.simplefilter("ignore")
        for name in _CHATTY:
            logger = logging.getLogger(name)
            after.callback(logger.setLevel, logger.level)
            logger.setLevel(logging.ERROR)
        _stop_progress_bars(after)
        yield


def _stop_progress_bars(after: ExitStack) -> None:
    from huggingface_hub.utils.tqdm import (
        are_progress_bars_disabled,
        disable_progress_bars,
        enable_progress_bars,
    )

    if not are_progress_bars_disabled():
        disable_progress_bars()
        after.callback(enable_progress_bars)
    if "transformers" in sys.modules:
        from transformers.utils import logging as bars

        if bars.is_progress_bar_enabled():
            bars.disable_progress_bar()  # type: ignore[no-untyped-call]
            after.callback(bars.enable_progress_bar)
