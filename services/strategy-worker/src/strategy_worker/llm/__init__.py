"""The Anthropic engine: the model writes sections of the document that the offline engine has planned."""
