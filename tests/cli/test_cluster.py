"""The embedded server and its roles."""

import psycopg
import pytest
from django.db import connection

from tests.conftest import AsRole


@pytest.mark.django_db
def test_pages_sign_in_as_app() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select current_user, current_setting('TimeZone'), current_schemas(false)")
        assert cursor.fetchone() == ("lianxin_app", "Asia/Shanghai", ["public"])


def test_no_login_role_owns(as_role: AsRole) -> None:
    row = as_role("lianxin_owner").execute("select current_user").fetchone()
    assert row == ("lianxin_owner",)


def test_superuser(superuser: psycopg.Connection) -> None:
    row = superuser.execute("select usesuper from pg_user where usename = current_user").fetchone()
    assert row == (True,)
