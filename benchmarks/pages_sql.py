"""What benchmarks/pages_rows.py has PostgreSQL do with all postings at once."""

INDEX = """
INSERT INTO careers_searchentry (edition_id, language, title, facts, words, vector)
SELECT edition_id, language, title, facts, words,
    setweight(to_tsvector(config, title), 'A') || setweight(to_tsvector(config, facts), 'B')
    || setweight(to_tsvector(config, work), 'C') || setweight(to_tsvector(config, words), 'D')
FROM found
"""
PUBLISH = """
UPDATE careers_posting SET current_edition_id = edition.id, published_at = edition.published_at
FROM careers_edition edition WHERE edition.posting_id = careers_posting.id
"""
STAGING = """CREATE TEMPORARY TABLE found
(edition_id bigint, language text, config regconfig, title text, facts text, work text, words text)"""
WORDS = """
INSERT INTO careers_searchword SELECT DISTINCT regexp_split_to_table(trim(words), ' ') FROM found
ON CONFLICT DO NOTHING
"""
