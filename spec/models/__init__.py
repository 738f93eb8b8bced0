"""Models: what is proved of the protocol's idea rather than of its code, for any number of agents, chains and epochs.

A model is a theory in first-order logic, of the effectively propositional kind that Z3 decides. It is written beside the
code, so that it may differ from it: what is proved here says nothing of the code until something else ties the two together.
"""
