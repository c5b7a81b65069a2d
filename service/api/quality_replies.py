"""Quality as the API tells it."""

from typing import Any

from models.kept_snapshots import KeptSnapshot
from service.jobs.job import Job
from service.quality.quality import Judged, QualityState
from service.quality.shares import Share
from service.schemas.fields import read_as
from service.schemas.quality import (
    BinReply,
    JobReply,
    JudgedReply,
    QualityReply,
    ScorerReply,
    ShareReply,
    SnapshotReply,
)


def quality_reply(found: QualityState) -> dict[str, Any]:
    """All of one moment."""
    reply = QualityReply(
        encoder=found.encoder.name if found.encoder else None,
        scorer=read_as(ScorerReply, found.scorer),
        revision=found.revision,
        fresh=found.is_fresh,
        snapshots=[_snapshot(kept) for kept in found.snapshots],
        verdicts=found.verdicts.by_kind,
        verdicts_by_month=found.verdicts.by_month,
        judged=_judged(found.judged),
        rebuild=job_reply(found.rebuild) if found.rebuild else None,
        training=job_reply(found.training) if found.training else None,
    )
    return reply.model_dump(mode="json")


def job_reply(job: Job) -> JobReply:
    """How far work in the background has come."""
    return JobReply.model_validate({name: getattr(job, name) for name in JobReply.model_fields})


def _snapshot(kept: KeptSnapshot) -> SnapshotReply:
    counts = {name: kept.counts.get(name, 0) for name in ("companies", "offers", "needs")}
    return read_as(SnapshotReply, kept, bytes=kept.num_bytes, published=kept.is_published, **counts)


def _judged(judged: Judged) -> JudgedReply:
    shares = {name: _share(found) for name, found in judged.precision.items()}
    curve = [
        BinReply(low=one.low, high=one.high, told=one.told, found=_share(one.found)) for one in judged.curve
    ]
    return JudgedReply(**shares, curve=curve, waiting=judged.measured.num_waiting)


def _share(found: Share) -> ShareReply:
    low, high = found.interval
    return ShareReply(right=found.right, of=found.of, mean=found.mean, low=low, high=high)
