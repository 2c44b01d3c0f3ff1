"""Every page of the site in every state, in a demo and a browser of its own: for tests, audit and pictures."""
