"""`modelsage eval`: questions with what their answers must hold, scored without any judge but code."""
