#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Makes a small Debian 13 with Python 3.13 as a tar file, for machines that reach Debian's packages but no image registry.
# Usage, as root: deploy/image_test/base.sh FOLDER. Prints the file's path; one that was made in the same week is used again.
set -euo pipefail

readonly folder=${1:?usage: deploy/image_test/base.sh FOLDER}
readonly suite=trixie
readonly packages=ca-certificates,python3,python3-venv

# The first Debian mirror that apt uses on this machine, in either format of its sources.
mirror() {
    { cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null || true; } |
        sed -nE 's#^(deb( \[[^]]*\])?|URIs:) +(https?://[^ ]+/debian)/?( .*)?$#\3#p' | sed -n 1p
}

make_root() {
    local root=$1 source
    source=$(mirror)
    [[ $source ]] || { echo "base.sh: apt's sources name no Debian mirror" >&2; return 1; }
    debootstrap --variant=minbase --include="$packages" "$suite" "$root" "$source" >"$folder/debootstrap.log" 2>&1 || {
        tail -n 20 "$folder/debootstrap.log" >&2
        return 1
    }
    rm -rf "$root"/var/cache/apt/* "$root"/var/lib/apt/lists/* "$root"/usr/share/{doc,info,locale,man}/*
}

main() {
    local file scratch
    mkdir -p "$folder"
    file=$folder/debian-$suite-$(date +%G-%V).tar
    if [[ ! -s $file ]]; then
        rm -f "$folder"/debian-"$suite"-*.tar
        scratch=$(mktemp -d "${TMPDIR:-/var/tmp}/image-base.XXXXXX")
        # shellcheck disable=SC2064  # the path of now is meant
        trap "rm -rf --one-file-system '$scratch'" EXIT
        chmod 0755 "$scratch"
        make_root "$scratch"
        tar --create --file "$file.part" --one-file-system --numeric-owner --directory "$scratch" \
            --exclude './dev/*' --exclude './proc/*' --exclude './sys/*' .
        mv "$file.part" "$file"
    fi
    printf '%s\n' "$file"
}

main
