from tests.service.test_visibility_machine import *
from tests.service.test_visibility_machine import (
    test_every_member_sees_what_the_rule_says_on_one_way_through_all_of_it as walk,
)


def test_pg(installed_on_postgres):
    walk(None)
