"""What makes thousands of tests quick and takes nothing from what they prove."""

from argon2 import PasswordHasher
from argon2.profiles import CHEAPEST
from flask import Flask
from jinja2 import BytecodeCache

from service.people import passwords


class CompiledTemplates(BytecodeCache):
    """The code of templates whose source is the same."""

    def __init__(self):
        self._code = {}

    def load_bytecode(self, bucket):
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket):
        self._code[bucket.key, bucket.checksum] = bucket.code


def compile_templates_once():
    """Every test that asks for pages makes an application of its own."""
    Flask.jinja_options = Flask.jinja_options | {"bytecode_cache": CompiledTemplates()}


def hash_passwords_cheaply():
    """A hash that is dear to guess is dear to sign in with, some thousand times."""
    passwords._hasher = PasswordHasher.from_parameters(CHEAPEST)
    passwords._NOBODY = passwords.hashed(passwords.made_up_password())
