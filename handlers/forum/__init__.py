"""Forums: the list, the cards, invitations, materials."""
