"""What helps to develop and to run the project; never imported by `planbook` or `mezhgorod`."""
