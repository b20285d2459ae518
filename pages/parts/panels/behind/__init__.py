"""What a result rests on: samples one by one, or how many gave which answer."""
