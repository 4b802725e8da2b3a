#!/bin/bash
# Fails when a text of the source is missing in a catalogue, or when a catalogue is faulty. Works on a copy, so nothing
# here changes. locale_packages holds texts of other packages, which no source of ours names: it is checked for faults only.
set -eu
cd "$(dirname "$0")/.."
if [ ! -d locale ]; then echo "No catalogues yet."; exit 0; fi
command -v xgettext >/dev/null || { echo "gettext is missing. On Debian: apt-get install gettext" >&2; exit 1; }
python=$PWD/.venv/bin/python
for catalogue in locale*/*/LC_MESSAGES/*.po; do
    msgfmt --check-format --check-domain --output-file=/dev/null "$catalogue"
    if msgattrib --only-fuzzy "$catalogue" | grep -q . || msgattrib --untranslated "$catalogue" | grep -q .; then
        echo "$catalogue has texts that are not translated, or fuzzy." >&2
        exit 1
    fi
done
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
git ls-files -z --cached --others --exclude-standard |
    while IFS= read -r -d '' file; do [ ! -e "$file" ] || printf '%s\0' "$file"; done |
    xargs -0 cp --parents --target-directory "$copy"
(cd "$copy" && DJANGO_SETTINGS_MODULE=tests.settings "$python" manage.py makemessages \
    --verbosity 0 --locale de --no-location --no-wrap)
if ! diff -r -I '^"POT-Creation-Date:' -x '*.mo' locale "$copy/locale"; then
    echo "The catalogue is behind the source. Run: make messages, then translate what is new." >&2
    exit 1
fi
