"""What stands below the heads of the screens of governance."""
