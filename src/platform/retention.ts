/**
 * How many days the number of a caller is kept where nothing else is set: three years. Personal data are kept for the shortest
 * time that their purpose needs (art. 19 of the Personal Information Protection Law, 个人信息保护法), and for so long a citizen
 * may still complain of what he called about (art. 16-4 of Order 121).
 */
export const usualCallerDays = 1096;
