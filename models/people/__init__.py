"""People, their communes, roles and rights."""
