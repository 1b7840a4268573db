"""Records of the room: people who work here and sign in."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models


class Person(AbstractBaseUser):
    """A member of staff with a sign-in."""

    id = models.BigAutoField(primary_key=True)
    login = models.TextField(unique=True)
    name = models.TextField()

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = BaseUserManager["Person"]()
