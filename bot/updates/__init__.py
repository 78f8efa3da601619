"""How an update comes in: received, kept in order, handled in one transaction."""
