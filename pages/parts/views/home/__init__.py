"""The home of each role, made ready to read: one sentence, at most three next steps, what stands behind them."""
