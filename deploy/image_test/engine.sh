# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# For deploy/image-test.sh: builds and runs the image with Podman, Docker, or, where neither runs, buildah and our own run.sh.
# Reads: image, base, scratch, socket. Sets: engine, root (buildah: where the image is unpacked), pids.

: "${image:?}" "${base:?}" "${scratch:?}"
declare -A pids=()
engine='' root=''

choose_engine() {
    local candidate
    for candidate in ${IMAGE_ENGINE:-podman docker buildah}; do
        if [[ $candidate == buildah ]] || "$candidate" info >/dev/null 2>&1; then
            engine=$candidate
            break
        fi
    done
    [[ $engine ]] || die "no engine runs here among: ${IMAGE_ENGINE:-}"
    [[ $engine != buildah ]] || need buildah debootstrap unshare setpriv
    [[ $engine != buildah || $EUID == 0 ]] || die "without Podman or Docker this needs root, for buildah and debootstrap"
}

buildah_() {
    BUILDAH_ISOLATION=chroot buildah --storage-driver "${STORAGE_DRIVER:-vfs}" \
        --root "$scratch/images" --runroot "$scratch/run" "$@"
}

# buildah without an image registry: the base is made here.
import_base() {
    local archive container
    archive=$(deploy/image_test/base.sh var/image-base)
    container=$(buildah_ from scratch)
    buildah_ add --quiet "$container" "$archive" / >/dev/null
    buildah_ commit --quiet --rm "$container" "$base" >/dev/null
    BASE_IMAGE=$base
}

# A company's certificate authority, if this machine uses one, is mounted for the build only.
build_options() {
    local name
    printf '%s\n' --network host --tag "$image" --build-arg "REVISION=$(git rev-parse HEAD 2>/dev/null || echo unknown)"
    [[ -z ${BASE_IMAGE:-} ]] || printf '%s\n' --build-arg "BASE_IMAGE=$BASE_IMAGE"
    [[ $engine != docker ]] || return 0
    printf '%s\n' --format docker --layers=false
    for name in PIP_CERT SSL_CERT_FILE; do
        [[ -z ${!name:-} ]] || printf '%s\n' --build-arg "$name=${!name}" --volume "${!name}:${!name}:ro"
    done
}

build() {
    local options
    mapfile -t options < <(build_options)
    if [[ $engine == buildah ]]; then
        buildah_ build "${options[@]}" . &&
            root=$(buildah_ mount "$(buildah_ from "$image")")
    else
        "$engine" build "${options[@]}" .
    fi
}

size() {
    if [[ $engine == buildah ]]; then
        buildah_ images --noheading --format '{{.Size}}' "$image"
    else
        "$engine" images --format '{{.Size}}' "$image"
    fi
}

# run NAME COMMAND…: a container; `run NAME -- COMMAND…` goes past the image's entry point. Call it in a subshell.
run() {
    if [[ $engine == buildah ]]; then
        run_unpacked "$@"
    else
        run_by_engine "$@"
    fi
}

run_by_engine() {
    local options=(--rm --name "$(container "$1")" --network host --env-file "$scratch/env")
    options+=(--read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges)
    options+=(--volume "$scratch/data:/data" --volume "$socket:/run/postgresql")
    shift
    if [[ $1 == -- ]]; then
        options+=(--entrypoint "$2")
        exec "$engine" run "${options[@]}" "$image" "${@:3}"
    fi
    exec "$engine" run "${options[@]}" "$image" "$@"
}

run_unpacked() {
    local variables command=("${@:2}")
    if [[ ${command[0]} == -- ]]; then
        command=("${command[@]:1}")
    else
        command=("$(setting Entrypoint)" "${command[@]}")
    fi
    mapfile -t variables < <(setting Env && cat "$scratch/env")
    exec deploy/image_test/run.sh "$root" "$(setting User)" "$(setting WorkingDir)" \
        "$scratch/data:/data $socket:/run/postgresql" "${variables[@]}" -- "${command[@]}"
}

# What the Dockerfile says, one value per line.
setting() {
    local format="{{.OCIv1.Config.$1}}"
    [[ $1 != Env && $1 != Entrypoint ]] || format="{{range .OCIv1.Config.$1}}{{println .}}{{end}}"
    buildah_ inspect --type image --format "$format" "$image" | sed '/^$/d'
}

container() { printf 'offene-stelle-%s-%s' "$1" "$$"; }

start() {
    (run "$1" "$1") >"$scratch/$1.log" 2>&1 &
    pids[$1]=$!
}

# The process number, seen from here, of what is number 1 in the container.
first_process() {
    if [[ $engine == buildah ]]; then
        tr -d ' ' <"/proc/${pids[$1]}/task/${pids[$1]}/children"
    else
        "$engine" inspect --format '{{.State.Pid}}' "$(container "$1")"
    fi
}

terminate() {
    if [[ $engine == buildah ]]; then
        kill -TERM "$(first_process "$1")"
    else
        "$engine" kill --signal TERM "$(container "$1")"
    fi
}

remove_all() {
    local name
    for name in "${!pids[@]}"; do
        [[ $engine == buildah ]] || "$engine" rm --force "$(container "$name")"
        kill -KILL "${pids[$name]}"
    done
    if [[ $engine == buildah ]]; then
        buildah_ rm --all
        buildah_ rmi --all --force
    else
        "$engine" rmi --force "$image"
    fi
} >/dev/null 2>&1
