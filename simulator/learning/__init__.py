"""Training of the small learned models; scikit-learn (extra ``train``) is imported here and nowhere else."""
