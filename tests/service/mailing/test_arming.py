"""A database that was put back from a backup never sends by itself."""

import shutil
from contextlib import closing

import pytest
from sqlalchemy import update

from data.tables.mail import ArmingRow
from service.mailing.arming_file import Armed, ArmingFile, NotArmedError
from tests.service.mailing.post import STAFF, Post, anything_goes, counting_sink

DATABASE = "svyazka.db"


def copy_database(post, to):
    """A backup of the database alone, as it is at this moment."""
    with closing(post.database.engine.raw_connection()) as connection:
        connection.cursor().execute("VACUUM INTO ?", (str(to),))


def restore_database(post, backup):
    """The same installation, with the database of the backup."""
    post.close()
    for path in post.folder.glob(f"{DATABASE}*"):
        path.unlink()
    shutil.copy(backup, post.folder / DATABASE)
    return Post(post.folder, clock=post.clock)


def back_up_after(post, port, backup, steps):
    """Takes a backup of the database after so many steps of the worker, which sends one letter more."""
    left, went_on = steps, False

    def watch(step, _letter_id):
        nonlocal left, went_on
        left -= 1
        if left == 0:
            copy_database(post, backup)
        if left <= 0 and step == "offered":
            went_on = True
        if went_on and step == "recorded":
            sending.stop()

    sending = post.sending(port, watch=watch)
    sending.run()


def refused(post, port):
    with pytest.raises(NotArmedError) as error:
        post.sending(port).run()
    return str(error.value)


def test_the_first_approval_arms_the_installation_for_its_owner_only(post, sink):
    post.approved(1)
    for name in ("installation", "generation"):
        assert (post.folder / "mail" / name).stat().st_mode & 0o777 == 0o600
    assert dict(post.sending(sink[0]).run().counts) == {"sent": 1}


def put_old_databases_back(folder, count):
    """How often sending was refused, and how many letters went nevertheless or twice."""
    refusals, sent = 0, 0
    post = Post(folder).add_companies(5)
    with counting_sink() as (port, taken):
        for number in range(count):
            post.approved(5)
            backup = folder / f"backup-{number}.db"
            back_up_after(post, port, backup, steps=1 + number % 22)  # of 26: in the midst of every letter
            before = sum(taken.taken.values())
            post = restore_database(post, backup)
            post.clock.move(minutes=6)
            refusals += "старше последней отправки" in refused(post, port)
            post.arming.arm(STAFF)
            post.sending(port).run()
            sent += sum(taken.taken.values()) - before
    post.close()
    return refusals, sent, taken.duplicates


def test_old_databases_put_back_send_nothing(tmp_path):
    assert put_old_databases_back(tmp_path, 11) == (11, 0, 0)


@pytest.mark.slow
def test_fifty_old_databases_put_back_send_nothing(tmp_path, tell):
    refusals, sent, duplicates = put_old_databases_back(tmp_path, 50)
    tell(f"old databases put back 50: refused {refusals}, letters sent {sent}, duplicates {duplicates}")
    assert (refusals, sent, duplicates) == (50, 0, 0)


def test_a_data_folder_put_back_whole_sends_nothing(tmp_path, sink):
    folder = tmp_path / "data"
    folder.mkdir()
    post = Post(folder).add_companies(5)
    post.approved(5)
    post.close()
    shutil.copytree(folder, tmp_path / "backup")
    post = Post(folder)
    post.sending(sink[0]).run()
    post.close()
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "backup", folder)
    post = Post(folder)
    assert "восстановлена из копии" in refused(post, sink[0])
    post.close()
    assert (len(sink[1].taken), sink[1].duplicates) == (5, 0)


def test_a_folder_that_is_only_renamed_goes_on(tmp_path, sink):
    (tmp_path / "old").mkdir()
    post = Post(tmp_path / "old").add_companies(1)
    post.approved(1)
    post.close()
    (tmp_path / "old").rename(tmp_path / "new")
    post = Post(tmp_path / "new")
    assert dict(post.sending(sink[0]).run().counts) == {"sent": 1}
    post.close()


def test_a_database_without_its_file_sends_nothing(post, sink):
    post.approved(1)
    shutil.rmtree(post.folder / "mail")
    assert "без файла" in refused(post, sink[0])


def test_a_database_of_another_installation_sends_nothing(post, sink):
    post.approved(1)
    with post.database.noting() as session:
        session.execute(update(ArmingRow).values(token="чужой"))
    assert "другой установки" in refused(post, sink[0])


@pytest.mark.parametrize("content", ["", "мусор", "12", "x y z"])
def test_a_file_that_cannot_be_read_sends_nothing(post, sink, content):
    post.approved(1)
    (post.folder / "mail" / "generation").write_text(content, encoding="utf-8")
    refused(post, sink[0])


def test_a_backup_from_before_a_cancellation_or_a_pause_sends_nothing(post, sink):
    for step in (post.approval.cancel, post.approval.pause):
        id_ = post.approved(1)
        copy_database(post, post.folder / "before.db")
        step(STAFF, id_)
        post = restore_database(post, post.folder / "before.db")
        refused(post, sink[0])
        post.arming.arm(STAFF)
        (post.folder / "before.db").unlink()


def test_nothing_is_approved_in_a_database_that_was_put_back(post, sink):
    id_ = post.mailing(1)
    post.approved(1)
    copy_database(post, post.folder / "before.db")
    post.sending(sink[0]).run()
    post = restore_database(post, post.folder / "before.db")
    with pytest.raises(NotArmedError):
        post.approval.approve(STAFF, id_)


def test_after_arming_anew_what_was_on_its_way_is_for_people_to_decide(post, sink):
    old = post.approved(2)
    shutil.rmtree(post.folder / "mail")
    assert post.arming.arm(STAFF) == 2
    fresh = post.approved(1)
    post.sending(sink[0], may_send=anything_goes).run()
    assert {(row.state, row.reason) for row in post.letters(old)} == {("unknown", "armed_anew")}
    assert (post.states(fresh), len(sink[1].taken)) == ({"sent": 1}, 1)


def test_an_approval_that_died_before_the_database_knew_of_the_file_is_made_again(post, sink):
    ArmingFile(post.folder / "mail").make(Armed("t" * 32, 0))
    post.approved(1)
    assert dict(post.sending(sink[0]).run().counts) == {"sent": 1}


def test_a_new_database_beside_the_file_of_an_old_one_sends_nothing(post):
    ArmingFile(post.folder / "mail").make(Armed("t" * 32, 7))
    with pytest.raises(NotArmedError):
        post.approved(1)


def test_in_a_database_that_was_put_back_a_mailing_is_cancelled_and_stays_unsent(post, sink):
    id_ = post.approved(2)
    copy_database(post, post.folder / "before.db")
    post.sending(sink[0]).run()
    post = restore_database(post, post.folder / "before.db")
    for _ in range(20):  # generations that the change must not make up for
        post.approval.pause(STAFF, id_)
    refused(post, sink[0])
    post.approval.cancel(STAFF, id_)
    assert (post.state(id_), post.states(id_)) == ("cancelled", {"skipped": 2})
