"""The virus scan of documents by clamd (ClamAV): nothing is handed out before it says that nothing was found."""
