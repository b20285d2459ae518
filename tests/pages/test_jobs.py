"""Long work that a reader may leave: how far it is, how long it still takes, one at a time, and stopped when asked."""

from threading import Event

import pytest

from data.refusal import Refused
from pages.parts.frame import jobs
from pages.parts.words.language import CHINESE, ENGLISH


@pytest.mark.parametrize(
    ("done", "seconds", "english", "chinese"),
    [
        (0, 5, "0 of 12", "已完成 0/12"),
        (3, 6, "3 of 12, about 18 seconds left", "已完成 3/12，还需约 18 秒"),  # 2 s each, nine to go
        (11, 11, "11 of 12, about 1 second left", "已完成 11/12，还需约 1 秒"),
        (2, 60, "2 of 12, about 5 minutes left", "已完成 2/12，还需约 5 分钟"),  # 30 s each, ten to go
        (12, 60, "12 of 12, about 1 second left", "已完成 12/12，还需约 1 秒"),  # being packed
    ],
)
def test_it_says_how_far_it_is_and_how_long_it_still_takes(done, seconds, english, chinese):
    job = jobs.Job(12, begun=100.0, done=done)
    assert (job.said(ENGLISH, 100.0 + seconds), job.said(CHINESE, 100.0 + seconds)) == (english, chinese)


def test_one_goes_on_at_a_time_and_what_was_made_waits():
    go, made = Event(), jobs.Made("a.zip", "made", b"whole")

    def work(job: jobs.Job) -> jobs.Made:
        go.wait(10)
        job.step()
        return made

    first = jobs.begin(("t", 1), 1, work)
    with pytest.raises(Refused, match="is still being made"):
        jobs.begin(("t", 1), 1, work)
    assert jobs.of(("t", 1)) is first and jobs.of(("t", 2)) is None  # nobody else's
    go.set()
    assert first.ended.wait(10) and first.made == made and first.fault is None
    again = jobs.begin(("t", 1), 1, work)
    assert again is not first and again.ended.wait(10)
    jobs.forget(("t", 1))


def test_what_is_stopped_makes_nothing_and_a_fault_is_kept():
    begun, go, steps = Event(), Event(), []

    def work(job: jobs.Job) -> jobs.Made:
        begun.set()
        go.wait(10)
        for n in range(3):
            steps.append(n)
            job.step()
        return jobs.Made("a.zip", "made", b"")

    job = jobs.begin(("t", 3), 3, work)
    assert begun.wait(10)
    jobs.forget(("t", 3))
    go.set()
    assert job.ended.wait(10) and (job.made, job.fault, steps) == (None, None, [0])

    def faulty(job: jobs.Job) -> jobs.Made:
        raise Refused("no_members")

    job = jobs.begin(("t", 4), 1, faulty)
    assert job.ended.wait(10) and job.made is None and getattr(job.fault, "code", "") == "no_members"
    jobs.forget(("t", 4))
