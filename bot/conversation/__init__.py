"""What conversations are made of: dialogs and buttons."""
