"""Fills the staff's other tables as years of use do, beside those of inbox_rows.py and pages_rows.py, for benchmarks/admin.py."""

BLOCKS, SHARED_BY = 200, 500
"""Text blocks, and the postings whose ads show the first of them."""
LETTERS, DECISIONS, REFUSED, COPIES = 20_000, 20_000, 5_000, 2_000
JOBS, ACCOUNTS, INVITATIONS, CONTACTS = 50_000, 300, 500, 500

SECTIONS = """
INSERT INTO careers_postingsection (posting_id, position, kind, heading, body, body_de, body_en, confirmed, outdated, block_id)
SELECT posting.id, 10 * part.number, part.kind, '', '', said.de, said.en, '{}', '{}', NULL
FROM careers_posting posting
JOIN careers_edition edition ON edition.id = posting.current_edition_id AND edition.number = 1
CROSS JOIN (VALUES (1, 'about'), (2, 'tasks'), (3, 'requirements'), (4, 'offer')) AS part (number, kind)
JOIN LATERAL (
    SELECT max(words) FILTER (WHERE language = 'de') AS de, max(words) FILTER (WHERE language = 'en') AS en FROM (
        SELECT text.language, trim(regexp_replace(regexp_replace(section ->> 'html', '<li>', E'\\n* ', 'g'), '<[^>]+>', '', 'g')) AS words
        FROM careers_editiontext text, jsonb_array_elements(text.sections) section
        WHERE text.edition_id = edition.id AND section ->> 'kind' = part.kind
    ) found
) said ON true
WHERE NOT EXISTS (SELECT FROM careers_postingsection other WHERE other.posting_id = posting.id)
"""
STATEMENTS = (
    SECTIONS,
    f"""
INSERT INTO careers_textblock (slug, kind, heading, heading_de, heading_en, body, body_de, body_en, updated_at, version,
    confirmed, outdated)
SELECT 'block-' || number, 'about', '', 'Über uns', 'About us', '', 'Wir arbeiten seit ' || number || ' Jahren hier.',
    'We have worked here for ' || number || ' years.', now(), 1, '{{}}', '{{}}' FROM generate_series(1, {BLOCKS}) number
""",
    f"""
INSERT INTO careers_postingsection (posting_id, position, kind, heading, body, confirmed, outdated, block_id)
SELECT id, 900, 'about', '', '', '{{}}', '{{}}', (SELECT min(id) FROM careers_textblock)
FROM (SELECT id FROM careers_posting WHERE current_edition_id IS NOT NULL ORDER BY id DESC LIMIT {SHARED_BY}) chosen
""",
    f"""
INSERT INTO careers_contact (name, email, phone, role, role_de, role_en)
SELECT 'Ada Beispiel ' || number, 'ada' || number || '@example.org', '', '', 'Referat', 'Unit'
FROM generate_series(1, {CONTACTS}) number
""",
    f"""
INSERT INTO auth_user (username, first_name, last_name, email, password, is_staff, is_active, is_superuser, date_joined)
SELECT 'account' || number, 'Ada', 'Beispiel', 'account' || number || '@example.org', '', true, true, false, now()
FROM generate_series(1, {ACCOUNTS}) number
""",
    f"""
INSERT INTO staff_invitation (first_name, last_name, email, language, invited_at, link_made_at, link_version, group_id,
    accepted_at, revoked_at)
SELECT 'Ada', 'Beispiel', 'guest' || number || '@example.org', 'de', now(), now(), 1, (SELECT min(id) FROM auth_group),
    NULL, CASE WHEN number % 5 > 0 THEN now() END
FROM generate_series(1, {INVITATIONS}) number
""",
    f"""
INSERT INTO hiring_outgoingmail (application_id, occasion, language, subject, body, state, send_after, written_at,
    message_uuid, tries, answer, ended_at)
SELECT id, 'rejection', language, 'Ihre Bewerbung ' || id, repeat('Guten Tag, vielen Dank. ', 40),
    CASE WHEN id % 40 = 0 THEN 'waiting' WHEN id % 41 = 0 THEN 'refused' ELSE 'sent' END, submitted_at, submitted_at,
    gen_random_uuid(), 1, '', CASE WHEN id % 40 = 0 OR id % 41 = 0 THEN NULL ELSE submitted_at END
FROM (SELECT * FROM applications_application ORDER BY id LIMIT {LETTERS}) chosen
""",
    f"""
INSERT INTO hiring_decision (application_id, to_stage, reason_id, note, state, at, announced_at, announcement)
SELECT id, 'rejected', (SELECT min(id) FROM hiring_rejectionreason), '', 'announced', submitted_at, submitted_at, 'mail'
FROM (SELECT * FROM applications_application ORDER BY id LIMIT {DECISIONS}) chosen
""",
    f"""
INSERT INTO applications_maildelivery (kind, application_id, content, message_uuid, refused_at, answer)
SELECT 'receipt', id, '', gen_random_uuid(), submitted_at, '550 No such user'
FROM (SELECT * FROM applications_application ORDER BY id LIMIT {REFUSED}) chosen
""",
    f"""
INSERT INTO applications_copyrequest (application_id, asked_at, received_on, due_on, state, extension_reason,
    refusal_reason, storage_name)
SELECT id, submitted_at, submitted_at::date, submitted_at::date + 30, 'open', '', '', ''
FROM (SELECT * FROM applications_application ORDER BY id LIMIT {COPIES}) chosen
""",
    f"""
INSERT INTO procrastinate_jobs (queue_name, task_name, priority, args, status, attempts)
SELECT 'default', 'applications.task_' || number % 20, 0, jsonb_build_object('application_id', number),
    (CASE WHEN number % 100 = 0 THEN 'failed' ELSE 'succeeded' END)::procrastinate_job_status, 1
FROM generate_series(1, {JOBS}) number
""",
)


def fill_staff_tables() -> None:
    """On postings and applications that are there already."""
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in STATEMENTS:
            cursor.execute(statement)
