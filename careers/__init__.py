"""Postings: bilingual job ads, their editions, and everything the public reads."""
