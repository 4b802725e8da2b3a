"""What waits for the staff: reads over applications, mails, decisions and postings."""
