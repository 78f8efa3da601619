"""How an update comes in: received, kept in order, routed, handled in one transaction."""
