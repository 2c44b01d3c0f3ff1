"""Every page in every state, by two engines for accessibility, a validator and Lighthouse: `make audit`."""
