"""What a colour or a picture of the organisation must be; reads neither settings nor rows."""
