"""Files of deployment against the code: ports, probes, settings, times."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from service.documentation import description
from service.operation.options import OperationSettings
from service.operation.serving import FINISH_S
from service.settings import PROJECT, Settings
from service.state.options import StateSettings

KUSTOMIZE = PROJECT / "deploy" / "kustomize"
KNOWN = {
    f"KASIP_{name.upper()}"
    for settings in (Settings, OperationSettings, StateSettings)
    for name in settings.model_fields
}
FILES = [PROJECT / "Dockerfile", PROJECT / "compose.yaml", *sorted(KUSTOMIZE.glob("*.yaml"))]


def manifest(name: str) -> Any:
    return yaml.safe_load((KUSTOMIZE / f"{name}.yaml").read_text())


@pytest.fixture(scope="module")
def pod() -> Any:
    return manifest("deployment")["spec"]["template"]["spec"]


@pytest.fixture(scope="module")
def container(pod: Any) -> Any:
    return pod["containers"][0]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_setting_that_is_named_exists(path: Path) -> None:
    assert set(re.findall(r"KASIP_[A-Z_]+", path.read_text())) <= KNOWN


@pytest.mark.parametrize("probe", ["startupProbe", "readinessProbe", "livenessProbe"])
def test_probes_ask_calls_that_exist(container: Any, probe: str) -> None:
    call = container[probe]["httpGet"]
    assert call["path"] in description()["paths"]
    assert call["port"] == container["ports"][0]["name"]


def test_readiness_is_asked_by_readyz_and_a_restart_only_by_healthz(container: Any) -> None:
    assert container["readinessProbe"]["httpGet"]["path"] == "/readyz"
    assert container["livenessProbe"]["httpGet"]["path"] == "/healthz"


def test_port_is_the_one_that_is_served(container: Any) -> None:
    port = Settings.model_fields["port"].default
    assert container["ports"][0]["containerPort"] == port
    assert f"EXPOSE {port}" in (PROJECT / "Dockerfile").read_text()
    assert manifest("network")["spec"]["ingress"][0]["ports"][0]["port"] == port


def test_service_and_autoscaler_find_the_pods(container: Any) -> None:
    labels = manifest("deployment")["spec"]["template"]["metadata"]["labels"]
    assert manifest("service")["spec"]["selector"].items() <= labels.items()
    assert manifest("service")["spec"]["ports"][0]["targetPort"] == container["ports"][0]["name"]
    assert manifest("autoscaler")["spec"]["scaleTargetRef"]["name"] == manifest("deployment")["metadata"]["name"]
    assert manifest("autoscaler")["spec"]["minReplicas"] >= 2


def test_pod_is_given_the_time_to_drain_and_finish(pod: Any) -> None:
    settings = manifest("settings")["data"]
    needed = float(settings["KASIP_DRAIN_S"]) + float(settings["KASIP_DEADLINE_S"]) + FINISH_S
    assert pod["terminationGracePeriodSeconds"] > needed


def test_compose_gives_the_time_to_drain_and_finish() -> None:
    options = OperationSettings()
    grace = yaml.safe_load((PROJECT / "compose.yaml").read_text())["services"]["kasip"]["stop_grace_period"]
    assert float(grace.removesuffix("s")) > options.drain_s + options.deadline_s + FINISH_S


def test_nothing_runs_as_root_or_writes_its_own_disk(pod: Any, container: Any) -> None:
    assert pod["securityContext"]["runAsNonRoot"]
    assert container["securityContext"]["readOnlyRootFilesystem"]
    assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}
    user = pod["securityContext"]["runAsUser"]
    assert f"USER {user}" in (PROJECT / "Dockerfile").read_text()


def test_every_volume_that_is_mounted_exists(pod: Any, container: Any) -> None:
    assert {mount["name"] for mount in container["volumeMounts"]} == {volume["name"] for volume in pod["volumes"]}


def test_products_run_on_one_thread_everywhere() -> None:
    image = re.findall(r"(O\w+_NUM_THREADS)=1\b", (PROJECT / "Dockerfile").read_text())
    service = yaml.safe_load((PROJECT / "compose.yaml").read_text())["services"]["kasip"]["environment"]
    for given in (dict.fromkeys(image, "1"), service, manifest("settings")["data"]):
        assert (given["OPENBLAS_NUM_THREADS"], given["OMP_NUM_THREADS"]) == ("1", "1")


def test_every_file_of_the_folder_is_applied() -> None:
    named = set(manifest("kustomization")["resources"])
    assert named == {path.name for path in KUSTOMIZE.glob("*.yaml")} - {"kustomization.yaml"}


def test_folders_that_the_image_needs_are_sent_to_the_builder() -> None:
    sent = {line[1:] for line in (PROJECT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    copied = set(re.findall(r"^COPY (?!--)(.+) \S+$", (PROJECT / "Dockerfile").read_text(), re.MULTILINE))
    assert {name for line in copied for name in line.split()} == sent


def test_alarms_ask_for_numbers_that_exist() -> None:
    from service.operation.metrics import Metrics

    metrics = Metrics()
    names = {sample.name for family in metrics.registry.collect() for sample in family.samples}
    families = {family.name for family in metrics.registry.collect()}
    asked = set(re.findall(r"kasip_[a-z_]+", (PROJECT / "deploy" / "alerts.yml").read_text()))
    known = names | families | {f"{name}{end}" for name in families for end in ("_total", "_bucket", "_count", "_sum")}
    assert asked <= known
