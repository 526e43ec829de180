"""Who a learner is: a browser's cookie or a school's login, and how a browser changes hands."""
