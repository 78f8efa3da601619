"""What the operator needs: health, metrics, logs, backups, moves."""
