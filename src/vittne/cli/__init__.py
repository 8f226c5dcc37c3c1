"""What a person types: one module for each verb, and nothing that computes."""
