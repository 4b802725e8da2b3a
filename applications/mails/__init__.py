"""What leaves by SMTP for applicants: one module a mail, each in the applicant's language."""
