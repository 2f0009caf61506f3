"""Pangolin's own Python client as it is: branches, commits, tags, merge operations and conflicts, the calls included that
its own server does not answer as it expects."""

import json
import uuid

import clients

for module in ("pypangolin", "pyiceberg"):
    clients.needs(module)

import pytest
from pyiceberg.catalog.rest import RestCatalog
from pypangolin import PangolinClient
from pypangolin.exceptions import ConflictError, NotFoundError, PangolinError
from tables import ADA, ALAN, PEOPLE, people, rows

CATALOG = clients.WAREHOUSE


@pytest.fixture(scope="module")
def pangolin():
    return PangolinClient(clients.URI)


def unique(name):
    return f"{name}-{uuid.uuid4().hex[:8]}"


@pytest.fixture
def branch(pangolin):
    """The name of a new branch, with a slash in it, which the client leaves as it is in paths."""
    return pangolin.branches.create(unique("feature/x"), catalog_name=CATALOG).name


def on(branch):
    return RestCatalog("branch", uri=clients.URI, warehouse=f"{CATALOG}@{branch}")


def set_property(catalog, table, **properties):
    with catalog.load_table(table).transaction() as transaction:
        transaction.set_properties(**properties)


@pytest.fixture
def conflict(pangolin, catalog, namespace):
    """A branch and main that set one property differently, and the operation that their merge has opened."""
    table = (namespace, "people")
    catalog.create_table(table, PEOPLE)
    branch = pangolin.branches.create(unique("dev"), catalog_name=CATALOG).name
    set_property(on(branch), table, color="blue")
    set_property(catalog, table, color="red")
    with pytest.raises(ConflictError) as refused:
        pangolin.branches.merge(branch, "main", catalog_name=CATALOG)
    body = json.loads(refused.value.response_body)
    assert (body["status"], body["conflicts"]) == ("conflicted", 1)
    return table, branch, body["operation_id"]


def test_a_branch_is_made_listed_and_found(pangolin):
    name = unique("feature/y")
    made = pangolin.branches.create(name, from_branch=None, catalog_name=CATALOG)
    main = pangolin.branches.get("main")

    assert (made.name, made.branch_type, made.assets, made.catalog_name) == (name, "experimental", [], CATALOG)
    assert made.head_commit_id == main.head_commit_id
    assert made in pangolin.branches.list()
    assert made in pangolin.branches.list(catalog=CATALOG)
    assert pangolin.branches.get(name) == made


def test_the_commits_of_a_branch_are_told(pangolin, branch):
    on(branch).create_namespace(unique("on_branch"))

    commits = pangolin.branches.list_commits(branch, catalog_name=CATALOG)

    assert commits[0].id == pangolin.branches.get(branch).head_commit_id
    assert commits[0].parent_id == commits[1].id
    assert "on_branch" in commits[0].message
    assert commits[0].timestamp >= commits[1].timestamp
    assert pangolin.branches.list_commits(branch) == commits


def test_a_tag_keeps_what_its_commit_shows(pangolin, catalog, namespace):
    table = catalog.create_table((namespace, "people"), PEOPLE)
    table.append(people(ADA))
    commit = pangolin.branches.list_commits("main", catalog_name=CATALOG)[0].id

    tag = pangolin.tags.create(unique("release/1"), commit, catalog_name=CATALOG)
    table.append(people(ALAN))

    assert (tag.commit_id, tag.catalog_name) == (commit, CATALOG)
    assert tag in pangolin.tags.list()
    assert tag in pangolin.tags.list(catalog_name=CATALOG)
    assert rows(on(tag.name).load_table((namespace, "people"))) == [ADA]
    pangolin.tags.delete(tag.name)
    assert tag not in pangolin.tags.list()
    with pytest.raises(NotFoundError):
        pangolin.tags.delete(tag.name, catalog_name=CATALOG)


def test_a_merge_brings_what_the_branch_did(pangolin, catalog, namespace, branch):
    on(branch).create_table((namespace, "people"), PEOPLE).append(people(ADA))

    operation = pangolin.branches.merge(branch, "main", catalog_name=CATALOG)

    assert (operation.source_branch, operation.target_branch) == (branch, "main")
    assert (operation.status, operation.conflicts) == ("Completed", [])
    assert rows(catalog.load_table((namespace, "people"))) == [ADA]
    assert pangolin.merge_operations.get(operation.id) == operation
    assert operation.id in [listed.id for listed in pangolin.merge_operations.list(CATALOG)]


@pytest.mark.parametrize(
    "resolution, content, color",
    [("source", None, "blue"), ("target", None, "red"), ("custom", {"color": "purple"}, "purple")],
)
def test_a_conflict_is_resolved_and_the_operation_completed(pangolin, catalog, conflict, resolution, content, color):
    table, _, id = conflict
    operation = pangolin.merge_operations.get(id)
    [found] = pangolin.merge_operations.list_conflicts(id)
    assert operation.status == "Conflicted"
    assert [listed["id"] for listed in operation.conflicts] == [found.id]
    assert (found.asset_name, found.conflict_type) == (".".join(table), "metadata_conflict")
    assert found.details["conflicting_properties"] == ["color"]
    with pytest.raises(PangolinError, match="not ready"):
        pangolin.merge_operations.complete(id)

    pangolin.merge_operations.resolve_conflict(found.id, resolution, content)

    assert pangolin.merge_operations.get(id).status == "Ready"
    pangolin.merge_operations.complete(id)
    assert pangolin.merge_operations.get(id).status == "Completed"
    assert catalog.load_table(table).properties["color"] == color


def test_an_aborted_operation_changes_nothing(pangolin, catalog, conflict):
    table, _, id = conflict

    pangolin.merge_operations.abort(id)

    assert pangolin.merge_operations.get(id).status == "Aborted"
    assert catalog.load_table(table).properties["color"] == "red"


def test_a_rebase_brings_main_into_the_branch(pangolin, catalog, namespace, branch):
    catalog.create_table((namespace, "people"), PEOPLE)

    pangolin.branches.rebase(branch, catalog_name=CATALOG)
    pangolin.branches.rebase(branch)

    assert on(branch).table_exists((namespace, "people"))


def test_what_is_not_there_is_not_found_and_what_is_there_is_not_made_again(pangolin, branch):
    for missing in (
        lambda: pangolin.branches.get("nobody"),
        lambda: pangolin.branches.merge("nobody", "main", catalog_name=CATALOG),
        lambda: pangolin.branches.rebase("nobody"),
        lambda: pangolin.tags.create(unique("v"), str(uuid.uuid4()), catalog_name=CATALOG),
        lambda: pangolin.merge_operations.get(str(uuid.uuid4())),
    ):
        with pytest.raises(NotFoundError):
            missing()
    with pytest.raises(ConflictError):
        pangolin.branches.create(branch, catalog_name=CATALOG)
