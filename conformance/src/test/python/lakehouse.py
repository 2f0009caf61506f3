"""A catalog of one's own, with all that can be done to its refs."""

import json
import urllib.error
import urllib.request
import uuid

import clients

import pytest
from pyiceberg.catalog.rest import RestCatalog
from tables import PEOPLE, people, rows


def new_lakehouse():
    name = f"merges-{uuid.uuid4().hex[:12]}"
    body = json.dumps({"name": name}).encode()
    urllib.request.urlopen(urllib.request.Request(f"{clients.URI}/api/v1/catalogs", body)).close()
    house = Lakehouse(name)
    house.at().create_namespace("zoo")
    return house


class Lakehouse:
    """A catalog with the namespace ``sales``, by name: its refs as PyIceberg catalogs, and calls to the server's own API."""

    def __init__(self, name):
        self.name = name

    def at(self, ref="main"):
        return RestCatalog(ref, uri=clients.URI, warehouse=f"{self.name}@{ref}")

    def call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        url = f"{clients.URI}/api/v2/catalogs/{self.name}/{path}"
        with urllib.request.urlopen(urllib.request.Request(url, data, method=method)) as answer:
            return json.load(answer)

    def refused(self, path, body):
        """The problem that a call is refused with, because something is in conflict."""
        with pytest.raises(urllib.error.HTTPError) as refused:
            self.call("POST", path, body)
        assert refused.value.code == 409
        return json.load(refused.value)

    def branch(self, name, start="main"):
        self.call("POST", "branches", {"name": name, "from": start})
        return self.at(name)

    def table(self, catalog, name, *persons):
        table = catalog.create_table(("zoo", name), PEOPLE)
        for person in persons:
            table.append(people(person))
        return table

    def rows(self, ref, name):
        return rows(self.at(ref).load_table(("zoo", name)))


def with_property(table, key, value):
    with table.transaction() as change:
        change.set_properties({key: value})
