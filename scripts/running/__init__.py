"""What a running house needs besides its layers: health, instructions handed over, a server."""
