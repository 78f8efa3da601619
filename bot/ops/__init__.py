"""What the operator needs: health, leadership, backups, moves."""
