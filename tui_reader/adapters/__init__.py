"""What touches the world: files, settings, language."""
