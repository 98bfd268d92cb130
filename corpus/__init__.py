"""Documents → blocks → cards → catalogue. No machine learning."""
