"""What several pages need: the learner, the course, navigation, links, prose, numbers, files."""
