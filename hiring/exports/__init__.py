"""Files made of applications: tables, documents, dossiers. What is in them is what their reader may see."""
