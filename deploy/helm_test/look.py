"""Looks at a rendered chart: schemas, the fields of CloudNativePG, and the promises of docs/operations.md."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import kubernetes_validate
import yaml

HERE = Path(__file__).resolve().parent
OTHER_SCHEMAS = {"HTTPRoute", "ServiceMonitor", "PrometheusRule"}
CLUSTER_FIELDS = {
    "instances": int,
    "imageName": str,
    "bootstrap": {
        "initdb": {
            "database": str,
            "owner": str,
            "encoding": str,
            "localeCType": str,
            "localeCollate": str,
        }
    },
    "postgresql": {"parameters": dict},
    "storage": {"size": str, "storageClass": str},
}
"""Of those that CloudNativePG 1.24 knows: https://cloudnative-pg.io/documentation/1.24/cloudnative-pg.v1/"""


def main(path: Path, version: str, tools: Path) -> None:
    found = [one for one in yaml.safe_load_all(path.read_text()) if one]
    faults = [*check_schemas(found, version), *check_promises(found)]
    others = [one for one in found if one["kind"] in OTHER_SCHEMAS]
    if others:
        command = ["node", str(HERE / "validate.mjs"), str(tools.resolve())]
        subprocess.run(command, input=json.dumps(others), text=True, check=True)
    for fault in faults:
        sys.stderr.write(f"{path.name}: {fault}\n")
    if faults:
        raise SystemExit(1)
    sys.stdout.write(f"{path.name}: {len(found)} resources are valid\n")


def check_schemas(found: list[Any], version: str) -> Iterator[str]:
    for one in found:
        name = f"{one['kind']} {one['metadata']['name']}"
        if one["kind"] == "Cluster":
            yield from (f"{name}: {field}" for field in unknown_fields(one["spec"], CLUSTER_FIELDS))
        elif one["kind"] not in OTHER_SCHEMAS:
            try:
                kubernetes_validate.validate(one, version, strict=True)
            except kubernetes_validate.ValidationError as fault:
                yield f"{name}: {fault.message}"


def unknown_fields(spec: dict[str, Any], known: dict[str, Any], at: str = "spec") -> Iterator[str]:
    for field, value in spec.items():
        kind = known.get(field)
        if kind is None or not isinstance(value, dict if isinstance(kind, dict) else kind):
            yield f"{at}.{field}"
        elif isinstance(kind, dict):
            yield from unknown_fields(value, kind, f"{at}.{field}")


def check_promises(found: list[Any]) -> Iterator[str]:
    """No rights, no writable root, no secret in the environment, limits and requests, in every pod."""
    for one in found:
        pod = one.get("spec", {}).get("template", {}).get("spec")
        for container in pod["containers"] if pod else []:
            name, safety = f"{one['metadata']['name']}", container["securityContext"]
            if pod["automountServiceAccountToken"] or not pod["securityContext"]["runAsNonRoot"]:
                yield f"{name}: an account's token, or root"
            if not safety["readOnlyRootFilesystem"] or safety["allowPrivilegeEscalation"]:
                yield f"{name}: a writable root, or more rights on the way"
            if safety["capabilities"] != {"drop": ["ALL"]}:
                yield f"{name}: capabilities"
            if "memory" not in container["resources"]["limits"]:
                yield f"{name}: no limit of memory"
            named = {entry["name"] for entry in container["env"]}
            if {"SECRET_KEY", "DOCUMENT_KEYS", "DATABASE_URL", "EMAIL_HOST_PASSWORD"} & named:
                yield f"{name}: a secret in the environment"
            if len(named) != len(container["env"]):
                yield f"{name}: a variable twice"
    kinds = {one["kind"] for one in found}
    if missing := {"NetworkPolicy", "PodDisruptionBudget"} - kinds:
        yield f"no {', '.join(sorted(missing))}"


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
