"""The description of the server's own API is OpenAPI as the specification has it."""

import json
import urllib.request

import clients


def test_the_description_that_the_server_tells_is_valid():
    validator = clients.needs("openapi_spec_validator")
    with urllib.request.urlopen(f"{clients.URI}/api/v2/openapi.json") as answer:
        described = json.load(answer)

    validator.validate(described)

    assert described["openapi"].startswith("3.1.")
    assert "/api/v2/catalogs/{catalog}/merges" in described["paths"]
