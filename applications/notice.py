"""The privacy notice beside the button: which wording an applicant was shown (GDPR Art. 13)."""

# Change it together with the wording, so that every application tells what was promised.
NOTICE_VERSION = "2026-11"
