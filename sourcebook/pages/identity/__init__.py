"""Who a learner is: her browser's cookie or her school's login, and how a browser changes hands."""
