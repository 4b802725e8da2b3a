#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Runs one command in an unpacked image with the limits of compose.yaml, where no container engine is at hand (as root):
# read-only root, own /tmp, /dev, /proc and process ids, the image's user, no capability, no new privileges, host network.
# Usage: deploy/image_test/run.sh ROOT USER:GROUP WORKDIR "FOLDER:MOUNTPOINT…" NAME=VALUE… -- COMMAND…
set -euo pipefail

# unshare starts this file again inside of the new name spaces; --kill-child ends the command with
# its starter, and so does --pdeathsig below, because a change of user undoes the first.
if [[ ${IN_NAMESPACES:-} != yes ]]; then
    export IN_NAMESPACES=yes
    exec unshare --mount --pid --ipc --propagation private --fork --kill-child "$0" "$@"
fi

readonly root=$1 user=$2 workdir=$3
read -ra folders <<<"$4"
shift 4
variables=()
while [[ $1 != -- ]]; do
    variables+=("$1")
    shift
done
shift

mount_devices() {
    local device
    mount -t tmpfs -o mode=0755,nosuid tmpfs "$root/dev"
    for device in null zero full random urandom; do
        touch "$root/dev/$device"
        mount --bind "/dev/$device" "$root/dev/$device"
    done
    mkdir -m 1777 "$root/dev/shm"
    mount -o remount,ro "$root/dev"
    mount -t tmpfs -o mode=1777,size=64m,nosuid,nodev tmpfs "$root/dev/shm"
}

mount_folders() {
    local folder
    for folder in "${folders[@]}"; do
        mount --bind "${folder%%:*}" "$root${folder#*:}"
    done
}

for folder in "${folders[@]}"; do
    mkdir -p "$root${folder#*:}"
done
mount --bind "$root" "$root"
mount -o remount,bind,ro "$root"
mount -t proc -o nosuid,nodev,noexec proc "$root/proc"
mount -t tmpfs -o mode=1777,size=256m,nosuid,nodev,noexec tmpfs "$root/tmp"
mount_folders
mount_devices
exec chroot "$root" /usr/bin/env --ignore-environment --chdir="$workdir" "${variables[@]}" \
    setpriv --reuid="${user%:*}" --regid="${user#*:}" --clear-groups --no-new-privs \
    --bounding-set=-all --inh-caps=-all --pdeathsig=KILL -- "$@"
